"""Facts and helplines that must stay true."""
