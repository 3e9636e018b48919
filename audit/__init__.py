"""What a reader's phone makes of the pages: Lighthouse, beside other generators with the same text.

Node is needed here alone, and for benchmarks.
"""
