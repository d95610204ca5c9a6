"""Uses letters of other scripts for names, tabs for indentation, and emoji in texts."""
# gains: all that is owed
# score: honest
# flag:
# %% cell: double
def удвоить(число):
	"""Удваивает число 🎉"""
	return число * 2
double = удвоить
# %% cell: mean
def mean(größen):
    Σ = sum(größen)  # 合計
    ｎ = len(größen)
    return Σ / n
