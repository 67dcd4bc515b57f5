"""Questions, texts and whole modules that come and go as files."""
