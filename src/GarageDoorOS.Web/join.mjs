// Joins files into one, without their indentation: node join.mjs OUT IN…
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

const [out, ...parts] = process.argv.slice(2);
mkdirSync(dirname(out), { recursive: true });
const lines = parts.flatMap(part => readFileSync(part, "utf8").split(/\r?\n/));
writeFileSync(out, lines.map(line => line.trim()).filter(Boolean).join("\n") + "\n");
