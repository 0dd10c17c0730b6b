"""What the programs of this folder share: how numbers are rounded and written. Of torch only what pytorch.py gives."""
import json
import pathlib

here = pathlib.Path(__file__).parent


def rounded(value, digits=12):
    """Twelve significant digits: far below any tolerance, and the files stay small."""
    if isinstance(value, float):
        return float(f'{value:.{digits}g}')
    if isinstance(value, list):
        return [rounded(item, digits) for item in value]
    if isinstance(value, dict):
        return {key: rounded(item, digits) for key, item in value.items()}
    return value


def write(name, numbers, **style):
    """Writes a golden file. `style` is json.dumps's."""
    (here / name).write_text(json.dumps(numbers, **style) + '\n')


def write_dense(name, numbers):
    """Writes a golden file without spaces."""
    write(name, numbers, separators=(',', ':'))
