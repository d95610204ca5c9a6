# cell: predict_order
STILL, RAISES = "stands still", "RAISES"
what_happens = dict.fromkeys("abcdefgh")
what_happens.update(a="learns", b=STILL, c="learns", d="Adds up")
what_happens.update(e=STILL, f="learns", g=RAISES, h=RAISES, note="tried them")
