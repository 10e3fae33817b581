"""Hands out a kept file. Who may have it is asked before."""

from django.core.files.storage import default_storage
from django.http import FileResponse

from spegla.files.models import StoredFile


def fetched(file: StoredFile) -> FileResponse:
    """Its content, always to be saved and never shown as a page of ours."""
    content = default_storage.open(file.storage_name)
    response = FileResponse(content, as_attachment=True, filename=file.name, content_type=file.media_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
