"""What the workbook says, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from cluster_core.model.text import Language, Text

WORDS: Mapping[str, Text] = {
    "abouts": Text("说明", "About"),
    "address": Text("网址", "Address"),
    "aggregate": Text("合成", "Combined by"),
    "arithmetic": Text("算术平均", "arithmetic mean"),
    "at_export": Text("导出", "Then"),
    "benefit": Text("↑ 越高越好", "↑ more is better"),
    "best": Text("最优值", "Best"),
    "check": Text("检查", "Check"),
    "cluster": Text("集群", "Cluster"),
    "code": Text("代码", "Code"),
    "cost": Text("↓ 越低越好", "↓ less is better"),
    "count": Text("有值个数", "Values"),
    "coverage": Text("覆盖率", "Coverage"),
    "coverage_least": Text("最低覆盖率（0–1）", "Least coverage (0–1)"),
    "denominator": Text("分母", "denominator"),
    "deviation": Text("标准差", "Deviation"),
    "dimension_or_indicator": Text("维度、指标", "Dimension, indicator"),
    "dimension": Text("维度", "Dimension"),
    "direction": Text("方向", "Direction"),
    "effective": Text("总权重", "In the whole"),
    "estimated": Text("估计值", "estimated"),
    "floor": Text("得分下限", "Floor of scores"),
    "focus": Text("关注地区", "In focus"),
    "framework": Text("评价框架", "Framework"),
    "frozen": Text("固定数值：不随其他格变动", "Fixed number: follows no other cell"),
    "geometric": Text("几何平均", "geometric mean"),
    "harmonic": Text("调和平均", "harmonic mean"),
    "high": Text("上限", "High"),
    "imputed": Text("补缺估算", "imputed"),
    "indicator": Text("指标", "Indicator"),
    "input": Text("输入格：可以改", "Input: yours to change"),
    "issuer": Text("发布者", "Issuer"),
    "kind": Text("类别", "Kind"),
    "legend": Text("单元格图例", "Cells"),
    "live": Text("公式：自动重算", "Formula: computes itself"),
    "log": Text("取对数", "logarithm"),
    "log1p": Text("ln(1+x)", "ln(1+x)"),
    "low": Text("下限", "Low"),
    "mean": Text("均值", "Mean"),
    "min": Text("最小值", "minimum"),
    "missing": Text("缺失", "missing"),
    "moved": Text("变动", "Move"),
    "note": Text("备注", "Note"),
    "now": Text("现在", "Now"),
    "number": Text("编号", "No."),
    "numerator": Text("分子", "numerator"),
    "between": Text("；", "; "),
    "observed_indicator": Text("观测指标", "Observed indicator"),
    "observed": Text("观测值", "observed"),
    "order": Text("顺序", "Order"),
    "parent": Text("上级", "Under"),
    "part": Text("维度", "Dimension"),
    "place": Text("序号", "No."),
    "points": Text("权重点数", "Weight (points)"),
    "points_at_export": Text("导出时点数", "Points at export"),
    "power": Text("幂平均，指数", "power mean, exponent"),
    "quality": Text("质量", "Quality"),
    "rank": Text("位次", "Rank"),
    "rank_at_export": Text("导出时位次", "Rank at export"),
    "rating": Text("专家评分", "rating"),
    "region": Text("地区", "Region"),
    "scenario_year": Text("方案年份", "Year of the scenario"),
    "score": Text("得分", "Score"),
    "share": Text("同级权重", "Share among siblings"),
    "sheets": Text("各表", "Sheets"),
    "shift": Text("平移", "Shift"),
    "source": Text("来源", "Source"),
    "source_year": Text("来源年份", "Year of source"),
    "status": Text("状态", "Status"),
    "synthetic_title": Text("（练习数据，虚构）", " (practice data, fictional)"),
    "target": Text("目标值", "Target"),
    "treatment": Text("处理", "Treatment"),
    "used_for": Text("用于", "Used for"),
    "unit": Text("单位", "Unit"),
    "value": Text("数值", "Value"),
    "version": Text("版本", "version"),
    "winsorised": Text("缩尾", "winsorised"),
    "year": Text("年份", "Year"),
    # Weights in force, the normalisations and where the bounds come from.
    "weighting": Text("权重", "Weights"),
    "default": Text("框架默认", "the framework's"),
    "equal": Text("同级等权", "equal among siblings"),
    "user": Text("自定", "your own"),
    "entropy": Text("熵权法", "entropy"),
    "critic": Text("CRITIC 法", "CRITIC"),
    "pca": Text("主成分", "principal components"),
    "bod": Text("各取所长（BOD）", "benefit of the doubt"),
    "normalise": Text("指标化为得分", "Scale of the indicators"),
    "normalise_minmax": Text("极差标准化", "min–max scaling"),
    "normalise_zscore": Text("标准差标准化", "z-scores"),
    "normalise_rank": Text("位次标准化", "ranks"),
    "normalise_percentile": Text("百分位标准化", "percentiles"),
    "normalise_target": Text("目标达成度", "distance to target"),
    "normalise_best": Text("与最优值之比", "share of the best"),
    "pool": Text("高低标准取自", "Goalposts from"),
    "pool_vintage": Text("所用年份的数据", "the year in use"),
    "pool_all": Text("各年数据", "all years"),
    # Sentences.
    "title": Text("带公式的评价工作簿", "The assessment as a workbook with live formulas"),
    "what": Text(
        "本工作簿把一次评价从指标数值到位次的每一步都写成公式：改一个权重或一个数值，得分和位次立即重算。"
        "导出时的位次留在旁边，变动一目了然。",
        "Every step of one assessment, from indicator values to ranks, written as formulas: change a weight or a value "
        "and scores and ranks follow at once. The ranks at export stay beside them, so that you see what moved.",
    ),
    "how_weight": Text(
        "到“权重 Weights”表，在“权重点数”一列的输入格里填任意非负数。只看同级之间的比例：3 和 1 就是 75% 和 25%。"
        "再看“排名 Ranking”表。“导出时点数”一列供改回原样。",
        "On the sheet “权重 Weights”, type any number from 0 up into an input cell of the column “Weight (points)”. "
        "Only the proportion among siblings counts: 3 and 1 are 75% and 25%. Then look at “排名 Ranking”. The column "
        "“Points at export” lets you go back.",
    ),
    "how_value": Text(
        "到“指标 Inputs”表改数，单位见表头；清空即为缺失，不要填 0 代替缺失。",
        "On the sheet “指标 Inputs”, in the unit at the head of the column; an empty cell is a missing value. Never "
        "type 0 for missing.",
    ),
    "how_weight_label": Text("怎样改权重", "To change a weight"),
    "how_value_label": Text("怎样改数值", "To change a value"),
    "limits": Text("哪些是固定数值", "What is fixed"),
    "frozen_values": Text(
        "指标数值：由观测值按方案年份选定，比值已算好（分子、分母见“来源 Sources”）。改动分子或分母请自行换算。",
        "Values of the indicators: chosen by the scenario's year, ratios formed (numerator and denominator are on "
        "“来源 Sources”).",
    ),
    "frozen_imputed": Text(
        "补缺的估算值（“补缺 Imputed”表中标 1）：不随其他数值重算，不计入覆盖率。填入观测值后请把标记清空。",
        "Imputed values (marked 1 on “补缺 Imputed”): they do not follow the other values and are no coverage. Where "
        "you type an observed value in their place, clear the mark.",
    ),
    "frozen_treated": Text(
        "异常值处理的界限（“处理 Treated”表）：按导出时的数据定，不随数值变动。",
        "Bounds of the treatment of outliers (on “处理 Treated”): found from the data at export; they do not follow.",
    ),
    "frozen_pool": Text(
        "标准化所用的界限取自各年数据，本工作簿只含一个年份，因此写成数值，可以改。",
        "The parameters of the normalisation are taken from all years; this workbook holds one, so they are numbers, "
        "which you may change.",
    ),
    "frozen_stated": Text(
        "指标自己规定的上下限、目标值写成数值，可以改；有对数变换的指标，按变换后的尺度填写。",
        "Goalposts and targets that an indicator states are numbers, which you may change; of an indicator with a "
        "logarithm they are on the scale after it.",
    ),
    "frozen_weights": Text(
        "权重由数据算出（{set}），算法不能写成公式：这里是导出时的结果，改指标数值不会改变权重。",
        "The weights are computed from the data ({set}), by a method that no formula holds: they are the result at "
        "export and do not follow the values of the indicators.",
    ),
    "frozen_own": Text(
        "每个{unit}有自己的一套权重，见“各地权重 Own weights”；“权重 Weights”表只给出平均。",
        "Every {unit} has weights of its own, on “各地权重 Own weights”; “权重 Weights” shows their mean.",
    ),
    "frozen_rest": Text(
        "短板、协调度、稳健性等结果不在本工作簿内，请用应用程序查看。",
        "Shortcomings, coupling and robustness are not in this workbook: the application has them.",
    ),
    "refused_best": Text(
        "与最优值之比：指标出现负值（成本型为 0 或负值）时，本表留空，应用程序则会拒绝计算。",
        "Share of the best: where a value below 0 (of a cost, 0 or below) makes the share meaningless, the cell is "
        "empty; the application refuses to compute.",
    ),
    "code_rounded": Text(
        "方案代码里的权重取整到千分之一；本工作簿用的是未取整的权重。",
        "The code holds the weights as whole thousandths of the largest; this workbook has them unrounded.",
    ),
    "rank_rule": Text(
        "位次：1 为最高，得分保留九位小数后相同者并列；覆盖率低于最低覆盖率者没有得分，也没有位次。",
        "Ranks: 1 is best; equal after rounding to nine decimals, scores share a rank. Below the least coverage there "
        "is no score and no rank.",
    ),
    "note_weights": Text(
        "改“权重点数”列的输入格；同级权重 = 点数 ÷ 同级点数之和。",
        "Change the inputs in the column “Weight (points)”; a share is the points over the sum among the siblings.",
    ),
    "note_inputs": Text(
        "各指标的数值，均为输入格；空格为缺失。",
        "The value of every indicator, all of them inputs; empty is missing.",
    ),
    "note_treated": Text(
        "只列有变换或异常值处理的指标；标准化从这里取数。",
        "Only the indicators that are transformed or treated for outliers; the normalisation takes them from here.",
    ),
    "note_imputed": Text(
        "1 = 该数值是补缺的估算，不计入覆盖率。", "1 = the value is imputed and is no coverage."
    ),
    "note_normalised": Text(
        "指标化为同一尺度，越高越好（{method}）。",
        "The indicators on one scale, higher is better ({method}).",
    ),
    "note_own": Text(
        "每个{unit}自己的同级权重：固定数值。", "The shares among siblings of every {unit}: fixed numbers."
    ),
    "note_scores": Text(
        "下级得分按同级权重合成；缺失的下级把权重让给同级。空格：数据不足，不给得分。",
        "Children combined by their shares; a missing child leaves its weight to its siblings. Empty: too little data.",
    ),
    "note_coverage": Text(
        "有观测值的指标所占的权重。", "The share of the weights that rests on observed values."
    ),
    "note_ranks": Text(
        "现在的位次、导出时的位次、变动（↑ 上升，↓ 下降）。",
        "The rank now, the rank then (at export), and the move (↑ up, ↓ down).",
    ),
    "note_sources": Text(
        "每个观测值从哪里来、用于哪些指标；缺失的也列出。",
        "Where every observed value comes from and which indicators rest on it; missing ones are listed too.",
    ),
    "moved_count": Text("与导出时相比，位次变动的个数：", "Ranks that differ from those at export: "),
    "unranked_count": Text("；没有位次的个数：", "; without a rank: "),
    "none_positive": Text("同级点数全为 0：至少一个要大于 0", "All 0 among siblings: raise one above 0"),
    "negative": Text("有负数：请改为 0 或正数", "A negative number: use 0 or more"),
    "computed": Text("由数据算出，已固定", "Computed from the data, fixed"),
    "own": Text("各有各的权重，这里是平均", "Every one has its own; this is the mean"),
    "chart": Text("总分", "Score on the whole"),
    "chart_first": Text("总分（前 {count} 名）", "Score on the whole (first {count})"),
    "invalid_weight": Text("权重须为 0 或正数。", "A weight is 0 or a positive number."),
    "invalid_value": Text("请填数字；缺失请留空。", "A number, or nothing where it is missing."),
    "sheet_ranking": Text("按现在的总分排列，附图", "In the order of the scores now, with a chart"),
    "sheet_weights": Text("逐级权重和两项设置", "The weights level by level, and two settings"),
    "sheet_inputs": Text("指标数值、单位、年份、方向、来源", "Values, units, years, directions, sources"),
    "sheet_treated": Text("变换和异常值处理", "Transforms and outliers"),
    "sheet_imputed": Text("哪些数值是补缺估算", "Which values are imputed"),
    "sheet_normalised": Text("指标化为得分", "The indicators on one scale"),
    "sheet_own": Text("各自的权重", "Everybody's own weights"),
    "sheet_scores": Text("每个维度的得分", "The score of every dimension"),
    "sheet_coverage": Text("每个维度的覆盖率", "The coverage of every dimension"),
    "sheet_ranks": Text("每个维度的位次及变动", "The ranks of every dimension, and their moves"),
    "sheet_sources": Text("每个数值的出处", "The origin of every value"),
}


class Words:
    """The words for one reader."""

    def __init__(self, language: Language) -> None:
        """Remember the reader's language."""
        self.language: Language = language

    def __call__(self, key: str, **values: object) -> str:
        """Return one text in the reader's language, its places filled.

        >>> Words("en")("score"), Words("zh")("frozen_own", unit="地区")[:8]
        ('Score', '每个地区有自己的')
        """
        return WORDS[key].get(self.language).format(**values)

    def both(self, key: str, joint: str = " ") -> str:
        """Return a short text with the other language behind it, or below it where a line feed joins them.

        >>> Words("en").both("score")
        'Score 得分'
        """
        text = WORDS[key]
        first, second = (text.zh, text.en) if self.language == "zh" else (text.en, text.zh)
        return first if first == second else f"{first}{joint}{second}"
