from django.conf import settings

PERMISSIONS = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()"


def policy(directives):
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in directives.items())


class SecurityHeadersMiddleware:
    """Sets the Content-Security-Policy under Django 6's setting name, and what else limits a page.

    To be replaced by Django's own ContentSecurityPolicyMiddleware on the move to Django 6.
    """

    def __init__(self, get_response):
        self.get_response = get_response
        self.public = policy(settings.SECURE_CSP)
        self.cms = policy(settings.SECURE_CSP_CMS)

    def __call__(self, request):
        response = self.get_response(request)
        if getattr(request, "is_dummy", False):
            return response  # a preview: the CMS's own answer, which carries it, gets the headers
        if "Content-Security-Policy" not in response:
            in_cms = request.path.startswith("/cms/")
            response["Content-Security-Policy"] = self.cms if in_cms else self.public
        response["Permissions-Policy"] = PERMISSIONS
        response["Cross-Origin-Resource-Policy"] = "same-origin"
        return response
