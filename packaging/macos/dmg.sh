#!/usr/bin/env bash
# On macOS, after `pyinstaller packaging/workshop.spec`: dist/Workshop.app → dist/workshop-VERSION.dmg. Signing needs IDENTITY, notarising PROFILE.
set -euo pipefail
cd "$(dirname "$0")/../.."
version=$(sed -n 's/^version = "\(.*\)"/\1/p' pyproject.toml | head -1)
app=dist/Workshop.app
"$app/Contents/MacOS/workshop" --selftest
if [ -n "${IDENTITY:-}" ]; then
  codesign --force --deep --options runtime --timestamp --sign "$IDENTITY" "$app"
fi
staging=$(mktemp -d)
trap 'rm -rf "$staging"' EXIT
cp -R "$app" "$staging/"
ln -s /Applications "$staging/Applications"
hdiutil create -volname Workshop -srcfolder "$staging" -format UDZO -ov "dist/workshop-$version.dmg"
if [ -n "${PROFILE:-}" ]; then
  xcrun notarytool submit "dist/workshop-$version.dmg" --keychain-profile "$PROFILE" --wait
  xcrun stapler staple "dist/workshop-$version.dmg"
fi
