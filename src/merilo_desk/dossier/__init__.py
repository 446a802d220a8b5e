"""The yearly dossier: the evidence that a desk shows when it renews its membership of the IFCN or the EFCSN."""
