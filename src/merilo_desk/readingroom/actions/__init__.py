"""What changes readings: one module for each thing that is changed."""
