"""Documents as Swedish municipalities and regions lay them out, each with its true content, to judge the reader by."""
