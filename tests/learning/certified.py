"""The page of a certificate, and a name for it, for tests."""

NAME = "Zoya Certificate-Holder"


def url_of(certificate, language="en"):
    return f"/{language}/certificates/{certificate.pk}/"


def text_of(response):
    return response.content.decode()
