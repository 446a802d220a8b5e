"""What this room's templates say."""
