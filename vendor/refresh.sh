#!/bin/sh
# Fetches what the pages borrow (vendor/package.json), builds our theme and writes the files that are committed.
# Needed only to change a version, the theme or the set of icons: sh vendor/refresh.sh
# Afterwards: read the diff, run the tests, commit the files together with vendor/checksums.txt.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$here")
static=$root/src/spegla/web/static/spegla
icons=$root/src/spegla/web/templates/parts/icons
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cp "$here/package.json" "$here/designsystemet.config.json" "$work/"
cd "$work"
npm install --ignore-scripts --no-package-lock --no-audit --no-fund --loglevel=error
npx designsystemet tokens create --config designsystemet.config.json --clean
npx designsystemet tokens build --config designsystemet.config.json --clean

mkdir -p "$static/vendor" "$static/fonts" "$icons"
cp node_modules/@digdir/designsystemet-css/dist/src/index.css "$static/vendor/designsystemet.css"
cp design-tokens-build/spegla.css "$static/vendor/theme.css"
cp node_modules/htmx.org/dist/htmx.min.js "$static/vendor/htmx.min.js"
cp node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2 "$static/fonts/inter-latin.woff2"

# No pointers to source maps: the manifest of static files would look for them.
sed -i '/^\/\/# sourceMappingURL=/d' "$static/vendor/htmx.min.js"
sed -i 's|/\*# sourceMappingURL=[^*]*\*/||' "$static/vendor/designsystemet.css" "$static/vendor/theme.css"

rm -f "$icons"/*.html
grep -v '^#' "$here/icons.txt" | while read -r name drawing; do
  tr -d '\n' < "node_modules/@navikt/aksel-icons/dist/svg/$drawing.svg" |
    sed -e 's|<svg [^>]*>|<svg class="ds-icon icon" viewBox="0 0 24 24" fill="none" aria-hidden="true" focusable="false">|' \
    > "$icons/$name.html"
done

# The same font for PDFs, which need it as ttf.
python3 -m venv "$work/fonttools"
"$work/fonttools/bin/pip" install --quiet fonttools==4.68.0 brotli==1.2.1
"$work/fonttools/bin/python" "$here/fonts.py"

mkdir -p "$here/licences"
cp node_modules/@digdir/designsystemet-css/LICENSE "$here/licences/designsystemet.txt"
cp node_modules/htmx.org/LICENSE "$here/licences/htmx.txt"
cp node_modules/@fontsource-variable/inter/LICENSE "$here/licences/inter.txt"

cd "$root"
find src/spegla/web/static/spegla/vendor src/spegla/web/static/spegla/fonts src/spegla/web/templates/parts/icons \
  src/spegla/documents/fonts -type f | LC_ALL=C sort | xargs sha256sum > "$here/checksums.txt"
echo "Checksums written; verify at any time with: sha256sum -c vendor/checksums.txt"
