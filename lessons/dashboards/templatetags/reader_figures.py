from django import template

from lessons.learning.shares import whole_batches

register = template.Library()


@register.filter
def whole_tens(number):
    """A number of learners as it may be told: 20 of 20 to 29."""
    return whole_batches(number)
