#!/bin/sh
# Make a virtual environment with Python 3.11 or later, unless a working one is there.
# Usage: make-venv.sh FOLDER [PYTHON]
set -eu

venv=$1
wanted=${2:-}

recent() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }
complete() { "$1" -c 'import ensurepip, venv' >/dev/null 2>&1; }

if recent "$venv/bin/python" && "$venv/bin/python" -m pip --version >/dev/null 2>&1; then
    exit 0
fi

# A launcher may be on the path and still not start (pyenv's do), so each is tried.
old='' bare='' found=''
for python in ${wanted:-python3.11 python3.12 python3.13 python3.14 python3 python}; do
    command -v "$python" >/dev/null 2>&1 || continue
    if ! recent "$python"; then
        old=$python
    elif ! complete "$python"; then
        bare=${bare:-$python}
    else
        found=$python
        break
    fi
done

if [ -n "$found" ]; then
    echo "Making $venv with $("$found" -c 'import sys; print("Python %d.%d.%d" % sys.version_info[:3])')."
    exec "$found" -m venv --clear "$venv"
fi

{
    if [ -n "$bare" ]; then
        echo "$bare has no venv module, which Carrel is installed with."
        echo "On Debian and Ubuntu: sudo apt-get install -y python3-venv"
    elif [ -n "$wanted" ] && [ -z "$old" ]; then
        echo "There is no $wanted. Carrel needs Python 3.11 or later: make PYTHON=/path/to/python3.11"
    else
        echo "Carrel needs Python 3.11 or later${old:+; $old is $("$old" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null || echo 'not one that starts')}."
        echo "Install one, or say where it is: make PYTHON=/path/to/python3.11"
    fi
} >&2
exit 1
