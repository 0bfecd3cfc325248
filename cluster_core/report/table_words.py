"""The words of a table that leaves the house: one catalogue for page and command, or their files would differ."""

from __future__ import annotations

from collections.abc import Mapping

from cluster_core.model.text import Language, Text

WORDS: Mapping[str, Text] = {
    # headings
    "region_id": Text("地区代码", "Region code"),
    "region": Text("地区", "Region"),
    "group": Text("分组", "Group"),
    "indicator_id": Text("指标代码", "Indicator code"),
    "indicator": Text("指标", "Indicator"),
    "item_id": Text("代码", "Code"),
    "item": Text("维度或指标", "Dimension or indicator"),
    "level": Text("层级", "Level"),
    "measure": Text("单位", "Unit"),
    "year": Text("年份", "Year"),
    "value": Text("数值", "Value"),
    "status": Text("状态", "Status"),
    "quality": Text("质量", "Quality"),
    "flags": Text("提示", "Flags"),
    "source": Text("来源", "Source"),
    "issuer": Text("发布机构", "Issuer"),
    "address": Text("来源地址", "Source address"),
    "source_year": Text("来源年份", "Year of the source"),
    "note": Text("备注", "Note"),
    "total_score": Text("地区总得分（计算值）", "Region's score (computed)"),
    "total_rank": Text("地区总位次（计算值）", "Region's rank (computed)"),
    "score": Text("得分（计算值）", "Score (computed)"),
    "rank": Text("位次（计算值）", "Rank (computed)"),
    "z": Text("标准差倍数 z（计算值）", "z (computed)"),
    "gap_median": Text("与其他地区中位数的差距（计算值）", "Gap to the others' median (computed)"),
    "gap_best": Text("与最优的差距（计算值）", "Gap to the best (computed)"),
    "coverage": Text("数据覆盖率（计算值）", "Coverage (computed)"),
    "wide_rank": Text("位次", "Rank"),
    "rank_low": Text("位次区间起", "Rank from"),
    "rank_high": Text("位次区间止", "Rank to"),
    "top": Text("进入前 {count}（%）", "Top {count} in (%)"),
    # fields of filters without a column of their name
    "dimension": Text("维度", "Dimension"),
    "flag": Text("提示", "Flag"),
    "text": Text("名称包含", "Name contains"),
    # values
    "status_observed": Text("实际观测", "observed"),
    "status_estimated": Text("估算", "estimated"),
    "status_imputed": Text("插补", "imputed"),
    "status_rating": Text("评分", "rating"),
    "status_derived": Text("由观测值推算", "derived"),
    "status_missing": Text("缺失", "missing"),
    "quality_A": Text("A 官方数据", "A official"),
    "quality_B": Text("B 经交叉核对", "B cross-checked"),
    "quality_C": Text("C 单一二手来源", "C single secondary source"),
    "flag_outlier": Text("离群值", "outlier"),
    "flag_jump": Text("跳变", "jump over time"),
    "flag_stale": Text("过旧", "too old"),
    "flag_single_source": Text("单一来源", "single source"),
    "flag_estimated": Text("估算值", "estimated"),
    "flag_proxy": Text("替代指标", "stand-in"),
    "flag_none": Text("无提示", "no flag"),
    "level_whole": Text("总体", "whole"),
    "level_dimension": Text("维度", "dimension"),
    "level_indicator": Text("指标", "indicator"),
    "points": Text("分", "points"),
    # patterns
    "heading": Text("{name}（{unit}，{year}）", "{name} ({unit}, {year})"),
    "heading_bare": Text("{name}（{year}）", "{name} ({year})"),
    "choice": Text("{field}：{values}", "{field}: {values}"),
    "from": Text("{low} 起", "from {low}"),
    "to": Text("至 {high}", "up to {high}"),
    "between": Text("{low}–{high}", "{low}–{high}"),
    "comma": Text("、", ", "),
    "stop": Text("；", "; "),
    # notes
    "note_filters": Text("筛选条件", "Filters"),
    "note_everything": Text("全部", "All"),
    "note_indicator": Text("指标", "Indicator"),
    "note_recipe": Text("生成本表的命令", "Command that makes this table"),
    "note_source": Text("来源", "Source"),
    "note_computed": Text("计算值", "Computed"),
    "note_computed_text": Text(
        "按所示方案计算，不是观测值：得分采用方案的标准化刻度，越高越好；"
        "z 为偏离被比较地区平均数的标准差倍数，越高越好；差距为落后的数量，单位与数值相同。"
        "只有方案实际采用的数值才有。",
        "By the scenario shown, not observed: a score is on the scenario's scale of normalisation, higher is better; "
        "z counts standard deviations from the mean of the regions compared, higher is better; a gap is how far "
        "behind, in the unit of the value. Only values that the scenario uses have them.",
    ),
    "note_flags": Text("提示", "Flags"),
    "note_flags_text": Text(
        "离群值：同一指标同一年份的数值中按离群规则异常的值；"
        "跳变：与上一个值相比，变化远不同于其他地区（修正 z 值大于 3.5）；"
        "过旧：最新值已超出方案允许的年限；单一来源：该指标全部数据至多出自一个来源；"
        "估算值：非观测所得；"
        "替代指标：用来代替无公开数据的指标。提示不改变得分。",
        "outlier: breaks the rule for outliers among the values of one indicator and year; jump over time: changed "
        "from the value before as no other region did (modified z above 3.5); too old: the newest value is older than "
        "the scenario may use; single source: all values of the indicator name at most one source; estimated: not "
        "observed; stand-in: used in place of something without open data. Flags change no score.",
    ),
    "note_ranks": Text("位次", "Ranks"),
    "note_ranks_text": Text(
        "位次按综合指数排出；区间起止：随机抽取 {draws} 种权重方案中的九成，各组成部分权重不低于 {floor}%。",
        "Ranks on the whole index. From – to: nine of ten of {draws} weightings drawn at random, each part weighing at "
        "least {floor}%.",
    ),
}


def word(key: str, language: Language, **values: object) -> str:
    """Return a word in one language, its {named} places filled; `KeyError` for an unknown one.

    >>> word("between", "en", low=2019, high=2023)
    '2019–2023'
    """
    return WORDS[key].get(language).format(**values)
