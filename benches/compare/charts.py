"""Charts as SVG, written by hand so that nothing has to be installed. Each has a title and a description to be read aloud."""

from html import escape
from math import ceil, floor, log10

COLOURS = ["#1f4e79", "#b3541e", "#3b7a3b", "#6b4c9a", "#8c564b"]
# Lines are told apart without colour too.
DASHES = ["", "7 4", "2 3", "10 3 2 3", "4 2"]
TEXT = "#222222"
GRID = "#d5d5d5"


def bars(title, unit, values, path):
    """Horizontal bars from 0, each with its value; `values` are pairs of a name and a number."""
    longest = max(value for _, value in values)
    width, left, top, step = 760, 210, 56, 34
    height = top + step * len(values) + 14
    said = "; ".join(f"{name} {value:.3g}" for name, value in values)
    lines = head(width, height, title, f"{title}, {unit}: {said}.")
    lines.append(text(16, 26, title, size=17, weight="bold"))
    lines.append(text(16, 45, unit, size=13))
    for place, (name, value) in enumerate(values):
        y, length = top + step * place, max(1.0, (width - left - 110) * value / longest)
        colour = COLOURS[1] if place == 0 else COLOURS[0]
        lines.append(text(left - 10, y + 20, name, anchor="end"))
        lines.append(f'<rect x="{left}" y="{y + 4}" width="{length:.1f}" height="22" fill="{colour}"/>')
        lines.append(text(left + length + 8, y + 20, f"{value:.3g}"))
    write(lines, path)


def lines_chart(title, across, up, series, path):
    """Lines over two logarithmic axes; `series` are a name with its points, each a pair of numbers above 0."""
    points = [point for _, line in series for point in line]
    x_low, x_high = bounds([x for x, _ in points])
    y_low, y_high = bounds([y for _, y in points])
    width, height, left, right, top, bottom = 760, 460, 84, 150, 60, 64
    across_by = (width - left - right) / (x_high - x_low)
    up_by = (height - top - bottom) / (y_high - y_low)

    def x_of(x):
        return left + (log10(x) - x_low) * across_by

    def y_of(y):
        return height - bottom - (log10(y) - y_low) * up_by

    def spoken(name, line):
        return f"{name}: " + ", ".join(f"{number(x)} take {number(y)}" for x, y in line)

    said = ". ".join(spoken(name, line) for name, line in series)
    lines = head(width, height, title, f"{title}. {up} over {across}, both axes logarithmic. {said}.")
    lines.append(text(16, 26, title, size=17, weight="bold"))
    lines.append(text(16, 45, f"{up}; both axes logarithmic", size=13))
    for power in range(x_low, x_high + 1):
        x = x_of(10**power)
        lines.append(f'<path d="M{x:.1f} {top}V{height - bottom}" stroke="{GRID}"/>')
        lines.append(text(x, height - bottom + 20, number(10**power), anchor="middle", size=13))
    for power in range(y_low, y_high + 1):
        y = y_of(10**power)
        lines.append(f'<path d="M{left} {y:.1f}H{width - right}" stroke="{GRID}"/>')
        lines.append(text(left - 8, y + 5, number(10**power), anchor="end", size=13))
    lines.append(text((left + width - right) / 2, height - 18, across, anchor="middle"))
    names = spread([y_of(line[-1][1]) for _, line in series], 18)
    for place, ((name, line), y_name) in enumerate(zip(series, names)):
        colour, dash = COLOURS[place % len(COLOURS)], DASHES[place % len(DASHES)]
        path_of = "L".join(f"{x_of(x):.1f} {y_of(y):.1f}" for x, y in line)
        lines.append(f'<path d="M{path_of}" fill="none" stroke="{colour}" stroke-width="2.5" stroke-dasharray="{dash}"/>')
        for x, y in line:
            lines.append(f'<circle cx="{x_of(x):.1f}" cy="{y_of(y):.1f}" r="4" fill="{colour}"/>')
        lines.append(text(x_of(line[-1][0]) + 10, y_name + 5, name, colour=colour))
    write(lines, path)


def bounds(values):
    low, high = floor(log10(min(values))), ceil(log10(max(values)))
    return low, max(high, low + 1)


def spread(heights, apart):
    """The heights, moved down where two would stand on each other."""
    placed = dict.fromkeys(range(len(heights)), 0.0)
    last = None
    for place in sorted(placed, key=lambda place: heights[place]):
        last = heights[place] if last is None else max(heights[place], last + apart)
        placed[place] = last
    return list(placed.values())


def number(value):
    if value >= 1:
        return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
    return f"{value:.2g}"


def head(width, height, title, said):
    return [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        f'role="img" aria-labelledby="title said" font-family="sans-serif">',
        f'<title id="title">{escape(title)}</title>',
        f'<desc id="said">{escape(said)}</desc>',
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
    ]


def text(x, y, content, anchor="start", size=14, weight="normal", colour=TEXT):
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="{size}" font-weight="{weight}" '
        f'fill="{colour}">{escape(str(content))}</text>'
    )


def write(lines, path):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join([*lines, "</svg>"]) + "\n")
