"""The whole assessment as a workbook whose formulas compute it again."""
