"""The web desk: the room where a newsroom works, and the public site it speaks through."""
