"""An invented desk to look around in: people, places, figures and addresses in it do not exist."""
