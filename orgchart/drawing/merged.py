from __future__ import annotations
def merged_chart(subject, words, lang):
    raise NotImplementedError
