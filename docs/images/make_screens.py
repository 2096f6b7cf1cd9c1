#!/usr/bin/env python3
"""Makes exam.svg and review.svg from the real screen, with tmux: make_screens.py PATH-TO-QBANK BANKS EXAM"""
import html
import pathlib
import subprocess
import sys
import time

COLUMNS, ROWS, WIDE, HIGH = 80, 24, 8.4, 18
SOCKET = "qbank-screens"


def tmux(*arguments):
    return subprocess.run(["tmux", "-L", SOCKET, *arguments], check=True, capture_output=True, text=True).stdout


def press(*keys):
    for key in keys:
        tmux("send-keys", "-t", "quiz", key)
        time.sleep(0.3)


def picture(name):
    time.sleep(0.6)
    lines = tmux("capture-pane", "-p", "-t", "quiz").split("\n")[:ROWS]
    width, height = COLUMNS * WIDE + 32, ROWS * HIGH + 28
    rows = [
        f'<text x="16" y="{28 + number * HIGH}" xml:space="preserve">{html.escape(line)}</text>'
        for number, line in enumerate(lines)
        if line.strip()
    ]
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height}" width="{width:.0f}">\n'
        f'<rect width="100%" height="100%" rx="8" fill="#16181d"/>\n'
        f'<g font-family="DejaVu Sans Mono, Menlo, Consolas, monospace" font-size="14" fill="#e6e6e6">\n'
        + "\n".join(rows)
        + "\n</g>\n</svg>\n"
    )
    (pathlib.Path(__file__).parent / f"{name}.svg").write_text(svg, encoding="utf-8")


program, banks, exam = sys.argv[1:]
command = f"{program} quiz {banks} --exam {exam} --seed 7"
tmux("new-session", "-d", "-s", "quiz", "-x", str(COLUMNS), "-y", str(ROWS), command)
try:
    time.sleep(1)
    press("Enter", "b", "Enter", "c", "Enter", "f", "Enter", "a", "Enter", "b", "Down", "x")
    picture("exam")
    press("Enter", "r")
    picture("review")
finally:
    tmux("kill-server")
