"""What a text cites, in Chinese and in English, with the place it means and the place it stands."""
