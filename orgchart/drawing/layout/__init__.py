"""Where cards stand and lines run, whatever they say."""
