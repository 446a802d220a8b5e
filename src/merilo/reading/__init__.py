"""From a file, a page or a stream to an `Article`."""
