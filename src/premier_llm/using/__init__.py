"""What one does with a model: inventing, and looking at every number inside it."""
