"""What one does on the pages by which a document is read in, and what one sees there."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from internkoll.imports.readings import document_understood


def send(client, cast, *files, **others):
    data = {"documents": [SimpleUploadedFile(name, data) for name, data in files], "year": "2024", **others}
    return client.post(reverse("documents", args=[cast.board.pk]), data)


def text_of(response):
    return response.content.decode()


def correct(client, reading, name, **data):
    reading.refresh_from_db()
    response = client.post(reverse(name, args=[reading.pk]), {"edits": reading.edits, **data}, follow=True)
    reading.refresh_from_db()
    return response


def rows(reading):
    return document_understood(reading).rows
