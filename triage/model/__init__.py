"""What a tree is: frozen data, without input or output, that imports no other room."""
