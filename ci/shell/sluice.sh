#!/bin/sh
# For cron, and for hosts that are not named here: in a clone, it does what `ci/pipeline --help` shows.
#   sluice.sh check origin/main..HEAD --title 'Add the form'      sluice.sh tests 2.4.0 reports/*.xml
#   sluice.sh tag 2.4.0      sluice.sh deploy 2.4.0 production      sluice.sh notes 2.4.0      sluice.sh evidence 2.4.0
#
# It takes the scripts from Sluice's repository, at one commit. Where the package of Sluice is installed, set
# SLUICE_TRUST and call the package's scripts instead: `/usr/share/sluice/ci/pipeline check origin/main..HEAD`.
set -eu
export SLUICE_PACKAGE="<package>" SLUICE_DIGEST="<digest>" SLUICE_TRUST="<fingerprint>"
scripts=$(mktemp -d)
trap 'rm -rf "$scripts"' EXIT
git init --quiet "$scripts"
git -C "$scripts" fetch --quiet --depth 1 "<source>" "<commit>"
git -C "$scripts" checkout --quiet --detach FETCH_HEAD
"$scripts/ci/pipeline" "$@"
