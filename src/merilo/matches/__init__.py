"""Earlier fact checks of the same claim, in any language and script: found, ranked, told apart."""
