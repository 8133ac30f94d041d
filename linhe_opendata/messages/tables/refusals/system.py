"""What the system says of a file or a stream that fails, by the name of the error. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from linhe_opendata.messages.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

SYSTEM_SENTENCES: Final[Mapping[str, Sentence]] = {
    "system-E2BIG": Sentence("Argument list too long", "参数列表过长"),
    "system-EACCES": Sentence("Permission denied", "没有权限"),
    "system-EADDRINUSE": Sentence("Address already in use", "地址已被占用"),
    "system-EAGAIN": Sentence("Resource temporarily unavailable", "资源暂时不可用"),
    "system-EBADF": Sentence("Bad file descriptor", "文件描述符无效"),
    "system-EBUSY": Sentence("Device or resource busy", "设备或资源正忙"),
    "system-ECONNREFUSED": Sentence("Connection refused", "连接被拒绝"),
    "system-ECONNRESET": Sentence("Connection reset by peer", "连接被对方重置"),
    "system-EDQUOT": Sentence("Disk quota exceeded", "超出磁盘配额"),
    "system-EEXIST": Sentence("File exists", "已经存在"),
    "system-EFBIG": Sentence("File too large", "文件过大"),
    "system-EINTR": Sentence("Interrupted system call", "系统调用被中断"),
    "system-EINVAL": Sentence("Invalid argument", "参数无效"),
    "system-EIO": Sentence("Input/output error", "读写错误"),
    "system-EISDIR": Sentence("Is a directory", "是一个文件夹"),
    "system-ELOOP": Sentence("Too many levels of symbolic links", "符号链接层数过多"),
    "system-EMFILE": Sentence("Too many open files", "打开的文件过多"),
    "system-EMLINK": Sentence("Too many links", "链接过多"),
    "system-ENAMETOOLONG": Sentence("File name too long", "文件名过长"),
    "system-ENFILE": Sentence("Too many open files in system", "系统中打开的文件过多"),
    "system-ENODEV": Sentence("No such device", "没有这个设备"),
    "system-ENOENT": Sentence("No such file or directory", "没有这个文件或文件夹"),
    "system-ENOMEM": Sentence("Cannot allocate memory", "内存不足"),
    "system-ENOSPC": Sentence("No space left on device", "磁盘空间不足"),
    "system-ENOTDIR": Sentence("Not a directory", "不是文件夹"),
    "system-ENOTEMPTY": Sentence("Directory not empty", "文件夹不是空的"),
    "system-ENXIO": Sentence("No such device or address", "没有这个设备或地址"),
    "system-EOPNOTSUPP": Sentence("Operation not supported", "不支持此操作"),
    "system-EPERM": Sentence("Operation not permitted", "不允许此操作"),
    "system-EPIPE": Sentence("Broken pipe", "管道已断开"),
    "system-EROFS": Sentence("Read-only file system", "文件系统只读"),
    "system-ESTALE": Sentence("Stale file handle", "文件句柄已失效"),
    "system-ETIMEDOUT": Sentence("Connection timed out", "连接超时"),
    "system-EXDEV": Sentence("Invalid cross-device link", "不能跨设备链接"),
}
