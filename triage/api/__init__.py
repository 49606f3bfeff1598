"""What an app calls: the functions of the rooms below, behind one gate."""
