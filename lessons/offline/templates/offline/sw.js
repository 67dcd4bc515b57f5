{% load static %}self.LANGUAGES = [{% for code in languages %}"{{ code }}"{% if not forloop.last %}, {% endif %}{% endfor %}];
importScripts("{% static 'offline/js/store.js' %}", "{% static 'offline/js/answering.js' %}", "{% static 'offline/js/sending.js' %}", "{% static 'offline/js/keeping.js' %}", "{% static 'offline/js/worker.js' %}");
