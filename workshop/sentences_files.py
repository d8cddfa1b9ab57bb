"""Sentences for files, exports and the command line."""

from collections.abc import Mapping

from workshop.words import N_

FILES: Mapping[str, str] = {
    "file.folder": N_("{path} 是一个文件夹，不是文件。请指定其中的一个文件。"),
    "file.trouble": N_("无法读写 {path}（{detail}）。请检查路径和权限后再试。"),
    "file.gone": N_("{path} 已被移走、改名或删除。请把它放回原处后再试一次，或另存到别处继续，已录入的内容都在。"),
    "file.pulled": N_("{path} 所在的磁盘或文件夹不见了，可能是 U 盘被拔出。请插回后再试一次，或另存到别处继续，已录入的内容都在。"),
    "file.replaced": N_("{path} 已被别的文件或别的程序改换，没有再写入。请另存到别处继续，已录入的内容都在。"),
    "file.large": N_("{path} 有 {size} MB，超过上限 {limit} MB，没有打开。请确认选对了文件。"),
    "store.second": N_("{path} 已在另一个窗口打开。请回到那个窗口，或关闭它之后再打开。"),
    "disk.low": N_("{path} 所在的磁盘只剩 {free} MB。请腾出空间，或另存到别处，以免存不进去。"),
    "disk.synced": N_("{path} 是同步文件夹，云盘可能在背后改动或上传文件。请把诊断移到本机的普通文件夹。"),
    "backup.second": N_("第二处备份没有写成（{folder}：{detail}）。请检查那里的磁盘后再试，本机的备份已经写好。"),
    "backup.away": N_("第二处备份的位置 {folder} 不在，可能是 U 盘没有插上。请插上后再备份一次，本机的备份已经写好。"),
    "backup.failed": N_("备份没有写成（{folder}：{detail}）。请检查那里的空间和权限后再试，原文件没有改动。"),
    "backup.differs": N_("{path} 里的备份读回来与原文件不一致，没有采用。请换一个磁盘再试，原文件没有改动。"),
    "check.pack": N_("{path} 内嵌的内容包文件 {file} 被改动过，不能作准。请从备份恢复。"),
    "check.log": N_("{path} 的操作记录在第 {entry} 条断开，记录可能被改动过。请与备份核对。"),
    "out.exists": N_("{path} 已经存在，没有改动。请换一个名字，或加上 --force 替换它。"),
    "out.folder": N_("文件夹 {path} 不存在。请先新建，或换一个位置。"),
    "out.same": N_("{path} 就是要导出的工作坊文件，不能用导出结果覆盖它。请换一个文件名。"),
    "export.folder": N_("无法在 {path} 写入表格（{detail}）。请检查位置和权限后再试。"),
    "paper.cancelled": N_("已取消，没有写入文件。需要时可以重新生成。"),
    "paper.locked": N_("{folder} 中的 {name} 打开在别的程序里，或没有写入权限。请关闭它，或换一个文件名。"),
    "paper.full": N_("磁盘已满，{name} 没有写成。请腾出空间后再试。"),
    "paper.readonly": N_("{folder} 是只读的，{name} 没有写成。请换一个文件夹。"),
    "paper.folder": N_("文件夹 {folder} 不存在，{name} 没有写成。请换一个位置。"),
    "paper.io": N_("写 {name} 时磁盘出错，没有写成。请检查 {folder} 所在的磁盘后再试。"),
    "passphrase.empty": N_("口令是空的。请给出至少一个字符的口令。"),
    "passphrase.characters": N_("口令里有换行、制表符等看不见的字符，或口令文件不是 UTF-8。请只用看得见的字符。"),
    "passphrase.differ": N_("两遍口令不一致，没有新建文件。请重新输入。"),
    "passphrase.missing": N_("这里不能输入口令。请用 --passphrase-file 或环境变量 WORKSHOP_PASSPHRASE 给出。"),
    "compare.pack": N_("两次诊断用的内容包不同（{before} 与 {after}），不能比较。请选用同一内容包的诊断。"),
    "demo.syntax": N_("演示脚本不是有效的 TOML（{detail}）。请改正后再试。"),
    "demo.key": N_("演示脚本的 {where} 处多出或缺少“{key}”。请改正后再试。"),
    "demo.value": N_("演示脚本的 {where} 处内容类型不对。请改正后再试。"),
    "demo.votes": N_("演示脚本里的一轮评级票“{votes}”应有 {seats} 个记号，每个为 0 到 5 或 -。请改正后再试。"),
    "text.characters": N_("“{field}”里有无法保存的残缺字符，没有保存。请删去后重新输入。"),
    "number.finite": N_("“{field}”须是一个有限的数，没有保存。请改正。"),
    "json.bank": N_("文件中的银行名称是空的，没有导入。请填写后再试。"),
    "json.encoding": N_("文件不是 UTF-8 编码（第 {position} 个字节），没有导入。请重新导出。"),
    "json.level": N_("文件的 {where} 级别为 {value}，须是 1 到 5 的整数，没有导入。请改正后再试。"),
    "json.log": N_("文件的操作记录在第 {entry} 条断开，记录可能被改动过，没有导入。请重新导出。"),
    "json.text": N_("文件的 {where} 有残缺字符或超过 {limit} 字，没有导入。请改正后再试。"),
}

NAMES: Mapping[str, str] = {
    "list": N_("列表"),
    "object": N_("对象"),
    "integer or null": N_("整数或 null"),
    "number or null": N_("数或 null"),
    "text or null": N_("文字或 null"),
}
