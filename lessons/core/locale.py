from django.middleware.locale import LocaleMiddleware
from django.utils.translation import get_language


class AddressLocaleMiddleware(LocaleMiddleware):
    """Takes the language from the address.

    Django's own would send an address that is not found, say of the CMS, on to the same one below /en/.
    """

    def process_response(self, request, response):
        response.headers.setdefault("Content-Language", get_language())
        return response
