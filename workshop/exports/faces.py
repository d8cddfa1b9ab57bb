"""The faces of editable documents by the names Word knows, and what takes their place where they are not installed."""

from collections.abc import Mapping

LATIN = "Times New Roman"
# headline, running text, heads of the first and of the second order in official papers; numbers of pages; plain documents
TITLE, FANG, HEI, KAI, SONG, YAHEI = "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312", "宋体", "微软雅黑"
# what Word takes where a face is not installed: the first name is the face asked for
FALLBACKS: Mapping[str, str] = {
    TITLE: "FZXiaoBiaoSong-B05S,方正小标宋_GBK,华文中宋,宋体,SimSun,Noto Serif CJK SC",
    FANG: "仿宋,FangSong,华文仿宋,Noto Serif CJK SC",
    HEI: "SimHei,微软雅黑,Noto Sans CJK SC",
    KAI: "楷体,KaiTi,华文楷体,Noto Serif CJK SC",
    SONG: "SimSun,Noto Serif CJK SC",
    YAHEI: "Microsoft YaHei,黑体,Noto Sans CJK SC",
}
