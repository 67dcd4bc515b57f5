from django.middleware.gzip import GZipMiddleware


class PageGZipMiddleware(GZipMiddleware):
    """Packs pages. Pictures, sound and films, which are streamed, are packed already and keep their length."""

    def process_response(self, request, response):
        return response if response.streaming else super().process_response(request, response)
