/**
 * Builds the look into build/assets: one style sheet, one script, the icons in use and the font.
 *
 * Names stay as they are; collectstatic hashes them. An icon is on the sheet when a template or
 * Python file of the product (or of the folders given) names it as icon("…"), glyph("…") or icon="…";
 * a name that does not exist stops the build.
 */
import { copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import * as esbuild from "esbuild";

const OUT = "build/assets";
const ICONS = "node_modules/@tabler/icons/icons/outline";
const ICON_NAMES = /\b(?:icon|glyph)(?::\s*str)?\s*[=(]\s*["']([a-z0-9-]+)["']/g;
const DECLARATION = /(--[\w-]+):((?:[^;{}"']|"[^"]*"|'[^']*')*)(;|(?=\}))/g;
const USE = /var\(\s*(--[\w-]+)/g;

/** Design tokens that nothing uses, directly or through another token, left out. */
function prune(css) {
  const definitions = new Map();
  for (const [, name, value] of css.matchAll(DECLARATION)) {
    definitions.set(name, `${definitions.get(name) ?? ""} ${value}`);
  }
  const used = new Set();
  const queue = uses(css.replace(DECLARATION, ""));
  while (queue.length) {
    const name = queue.pop();
    if (!used.has(name)) {
      used.add(name);
      queue.push(...uses(definitions.get(name) ?? ""));
    }
  }
  return css.replace(DECLARATION, (whole, name) => (used.has(name) ? whole : ""));
}

function uses(css) {
  return [...css.matchAll(USE)].map(([, name]) => name);
}

/** Every template and Python file in a folder. */
function sources(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile() && /\.(html|py)$/.test(file.name))
    .map((file) => path.join(file.parentPath ?? file.path, file.name));
}

/** The icons that are named somewhere, as one SVG of symbols. */
function iconSheet() {
  const named = new Map();
  for (const file of ["kring", ...process.argv.slice(2)].flatMap(sources)) {
    for (const [, name] of readFileSync(file, "utf8").matchAll(ICON_NAMES)) named.set(name, file);
  }
  const symbols = [...named.keys()].sort().map((name) => symbol(name, named.get(name)));
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>\n`;
}

function symbol(name, namedIn) {
  let svg;
  try {
    svg = readFileSync(`${ICONS}/${name}.svg`, "utf8");
  } catch {
    throw new Error(`${namedIn} names the icon "${name}", which does not exist`);
  }
  const shapes = [...svg.matchAll(/<(?:path|circle|rect|line|polyline)[^>]*>/g)].map(([tag]) => tag);
  return `<symbol id="${name}" viewBox="0 0 24 24">${shapes.join("").replace(/\s+/g, " ")}</symbol>`;
}

async function bundle() {
  const { outputFiles } = await esbuild.build({
    entryPoints: { kring: "assets/css/kring.css", "kring-script": "assets/js/kring.js" },
    outdir: OUT,
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    target: ["chrome111", "firefox115", "safari16.4"],
    loader: { ".woff2": "file" },
    assetNames: "[name]",
    legalComments: "none",
  });
  for (const file of outputFiles) {
    const name = path.basename(file.path).replace("kring-script", "kring");
    write(name, name.endsWith(".css") ? prune(file.text) : file.contents);
  }
}

function write(name, contents) {
  writeFileSync(path.join(OUT, name), contents);
  const kilobytes = (bytes) => (bytes / 1000).toFixed(1).padStart(7);
  const bytes = Buffer.from(contents);
  console.log(name.padEnd(44), kilobytes(bytes.length), "kB", kilobytes(gzipSync(bytes, { level: 9 }).length), "kB gz");
}

rmSync(OUT, { recursive: true, force: true });
mkdirSync(OUT, { recursive: true });
await bundle();
write("icons.svg", iconSheet());
copyFileSync("assets/logo.svg", path.join(OUT, "logo.svg"));
