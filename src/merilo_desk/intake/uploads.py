"""Files on their way in: one that is too large is not kept beyond its first bytes, and the words beside it stay."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile, TemporaryFileUploadHandler
from django.http import HttpRequest

FILES_AT_MOST = 10


class Weighing(FileUploadHandler):
    """Lets pass what is within the limits, and remembers by name what is not. It comes before those that keep."""

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        self.too_large: list[str] = []
        self.too_many: list[str] = []
        self.whole = self.count = self.size = 0
        self.name = ""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin a file."""
        super().new_file(*args, **kwargs)
        self.name, self.size = str(self.file_name or ""), 0
        self.count += 1

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Hand on what came, unless it is more than the limits allow."""
        # Not before its first bytes: a file skipped at once would close the one before it.
        if self.count > FILES_AT_MOST:
            self.too_many.append(self.name)
            raise SkipFile
        self.size += len(raw_data)
        self.whole += len(raw_data)
        if self.size > settings.UPLOAD_LIMIT or self.whole > settings.UPLOAD_WHOLE:
            self.whole -= self.size
            self.too_large.append(self.name)
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leave the file to the handler that keeps it."""


def weighing(request: HttpRequest) -> Weighing:
    """Have a request's files weighed as they come; to be called before anything reads the request."""
    handler = Weighing(request)
    # Straight to the disk: four large files at once would fill the memory of a small server.
    request.upload_handlers = [handler, TemporaryFileUploadHandler(request)]
    return handler
