"""The rules, one to a file, in folders by what they are about."""
