"""What /proc says of processes: whose children they are, the processor time and the memory they use. Linux only."""

import os
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
PROC = Path("/proc")


def family(pid: int) -> list[int]:
    """The process and all that descend from it."""
    parents = {int(p.name): _parent(p) for p in PROC.iterdir() if p.name.isdigit()}
    found = [pid]
    for one in found:
        found += [child for child, parent in parents.items() if parent == one]
    return found


def _parent(process: Path) -> int:
    try:
        return int(_stat(process)[1])
    except (FileNotFoundError, ProcessLookupError):
        return -1  # ended while we looked


def _stat(process: Path) -> list[str]:
    """The fields after the name, which may itself hold spaces: state, parent …"""
    return (process / "stat").read_text().rpartition(")")[2].split()


def command_line(pid: int) -> str:
    return (PROC / str(pid) / "cmdline").read_bytes().replace(b"\0", b" ").decode()


def cpu_seconds(pids: list[int]) -> float:
    """User and system time of the processes with all their threads, also those that have ended."""
    fields = (_stat(PROC / str(pid)) for pid in pids)
    return sum(int(field[11]) + int(field[12]) for field in fields) / TICKS


def pss_mb(pids: list[int]) -> float:
    """Proportional set size in MB (10^6 bytes): what is shared is divided among those who share it."""
    return sum(_pss_kb(pid) for pid in pids) * 1024 / 1e6


def _pss_kb(pid: int) -> int:
    for line in (PROC / str(pid) / "smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1])
    raise RuntimeError(f"process {pid} tells no PSS")


def busy_seconds() -> float:
    """Processor time of the whole machine, idle and waiting excluded."""
    user, nice, system, _idle, _wait, irq, soft, *_ = map(int, (PROC / "stat").read_text().split("\n")[0].split()[1:])
    return (user + nice + system + irq + soft) / TICKS
