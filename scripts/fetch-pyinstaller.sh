#!/usr/bin/env bash
# Unpacks PyInstaller into a folder, and installs nothing: from Debian's next suite, whose loader runs on this one's C library. Needs apt and dpkg.
# Usage: scripts/fetch-pyinstaller.sh [FOLDER]. Afterwards: PYTHONPATH=FOLDER python3 -m PyInstaller …
set -euo pipefail
folder=$(realpath -m "${1:-artifacts/pyinstaller}")
[ -d "$folder/PyInstaller" ] && exit 0
command -v apt-get >/dev/null && command -v dpkg-deb >/dev/null || { echo "PyInstaller is fetched with Debian's tools, which are not here. Install it yourself: pip install pyinstaller" >&2; exit 1; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/lists/partial" "$work/cache/archives/partial" "$work/unpacked"
# From where this machine gets its own packages; the first that is not of updates only.
mirror=$(apt-get indextargets --format '$(SITE)' 'Created-By: Packages' | grep -v security | head -1)
[ -n "$mirror" ] || { echo "apt has no source of Debian's packages here. Install PyInstaller yourself: pip install pyinstaller" >&2; exit 1; }
echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror trixie main" > "$work/sources.list"
options=(-qq -o "Dir::State::lists=$work/lists" -o "Dir::Cache=$work/cache" -o "Dir::Etc::sourcelist=$work/sources.list" -o Dir::Etc::sourceparts=- -o Acquire::Languages=none -o APT::Sandbox::User=root)
apt-get "${options[@]}" update
(cd "$work" && apt-get "${options[@]}" download python3-pyinstaller/trixie python3-altgraph/trixie python3-packaging/trixie python3-pkg-resources/trixie python3-setuptools/trixie)
for package in "$work"/*.deb; do
  dpkg-deb --extract "$package" "$work/unpacked"
done
mkdir -p "$(dirname "$folder")"
cp -rL "$work/unpacked/usr/lib/python3/dist-packages" "$folder.part"
mv "$folder.part" "$folder"
