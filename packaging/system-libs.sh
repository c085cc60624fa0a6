#!/bin/sh
# See that the system libraries Qt is linked to are there, on Linux.
# Usage: system-libs.sh offscreen|window
#
# What is missing is asked of the installed Qt itself. Root with apt-get gets it installed;
# anyone else is told the one command that does. Exit 1 if Qt cannot start at all; where only
# the window's own libraries are missing, a warning.
set -eu

purpose=${1:-offscreen}
[ "$(uname -s)" = Linux ] || exit 0
command -v ldd >/dev/null 2>&1 || exit 0

cd "$(dirname "$0")/.."
find_qt='import importlib.util as u; print(u.find_spec("PySide6").submodule_search_locations[0])'
if ! qt=$(.venv/bin/python -c "$find_qt" 2>/dev/null); then
    echo "Qt is not installed in .venv: run make install first." >&2
    exit 1
fi
cd "$qt"

essential="./QtWidgets.abi3.so ./QtSvg.abi3.so ./Qt/plugins/platforms/libqoffscreen.so"
window=''
if [ "$purpose" = window ]; then
    if [ -n "${WAYLAND_DISPLAY:-}" ] && [ -z "${DISPLAY:-}" ]; then
        window="./Qt/plugins/platforms/libqwayland.so"
    else
        window="./Qt/plugins/platforms/libqxcb.so"
    fi
fi

# The names of the libraries that the loader cannot find for the given files.
missing() {
    # shellcheck disable=SC2086  # a list of files
    [ -z "$*" ] || LC_ALL=C ldd $* 2>/dev/null | sed -n 's/^[[:space:]]*\([^ ]*\) => not found$/\1/p' | sort -u
}

# The Debian packages that hold the libraries named on standard input.
packages() {
    while read -r library; do
        case $library in
            libglib-2.0.so.0 | libgthread-2.0.so.0) echo libglib2.0-0 ;;
            libz.so.1) echo zlib1g ;;
            *)
                # The rule Debian names the others by: libxcb-icccm.so.4 is in libxcb-icccm4,
                # with a hyphen where the name itself ends in a digit.
                echo "$library" | sed -n \
                    -e 's/^\(.*[0-9]\)\.so\.\([0-9]*\)$/\1-\2/p; t' \
                    -e 's/^\(.*\)\.so\.\([0-9]*\)$/\1\2/p' | tr '[:upper:]' '[:lower:]'
                ;;
        esac
    done | sort -u | tr '\n' ' ' | sed 's/ $//'
}

lacking=$(missing "$essential $window")
[ -n "$lacking" ] || exit 0

needed=$(echo "$lacking" | packages)
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing the system libraries Qt needs: $needed"
    export DEBIAN_FRONTEND=noninteractive
    # shellcheck disable=SC2086  # a list of packages
    { apt-get -qq update && apt-get -qq install -y --no-install-recommends $needed >/dev/null; } || true
    lacking=$(missing "$essential $window")
    [ -n "$lacking" ] || exit 0
    needed=$(echo "$lacking" | packages)
fi

{
    # shellcheck disable=SC2086  # one line of names
    echo "Qt does not find these system libraries:" $lacking
    echo "On Debian and Ubuntu this installs them:"
    echo "    sudo apt-get install -y $needed"
} >&2
[ -z "$(missing "$essential")" ]
