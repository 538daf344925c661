// Runs the modules of a batch in V8: node host.mjs product|source BATCH OUTPUT. The twin of BatchMain: same plans, same lines.
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const [kind, batch, output] = process.argv.slice(2);
const product = kind === "product";
const SLICE = 100_003n;
const START = 0x811c9dc5 | 0;
const PRIME = 16_777_619;

class LimitReached extends Error {}

const scratch = new DataView(new ArrayBuffer(8));
const hex = (number, digits) => BigInt.asUintN(digits * 4, BigInt(number)).toString(16).padStart(digits, "0");

function words(type, value) {
  switch (type) {
    case "i32": return "i32:" + hex(value, 8);
    case "i64": return "i64:" + hex(value, 16);
    case "f32":
      scratch.setFloat32(0, value);
      return "f32:" + (Number.isNaN(value) ? "nan" : hex(scratch.getUint32(0), 8));
    case "f64":
      scratch.setFloat64(0, value);
      return "f64:" + (Number.isNaN(value) ? "nan" : hex(scratch.getBigUint64(0), 16));
    default: throw new Error("a plan cannot pass a " + type);
  }
}

function number(text) {
  const [type, digits] = text.split(":");
  if (digits === "nan") return NaN;
  const bits = BigInt("0x" + digits);
  switch (type) {
    case "i32": return Number(BigInt.asIntN(32, bits));
    case "i64": return BigInt.asIntN(64, bits);
    case "f32": scratch.setUint32(0, Number(bits)); return scratch.getFloat32(0);
    default: scratch.setBigUint64(0, bits); return scratch.getFloat64(0);
  }
}

class Told {
  count = 0;
  hash = START;

  tell(type, value) {
    this.count++;
    for (const letter of words(type, value)) this.hash = Math.imul(this.hash ^ letter.charCodeAt(0), PRIME);
  }

  take() {
    const text = this.count === 0 ? "" : ` told ${this.count} ${(this.hash >>> 0).toString(16)}`;
    this.count = 0;
    this.hash = START;
    return text;
  }
}

function memoryHash(memory) {
  let hash = START;
  for (const word of new Int32Array(memory.buffer)) hash = Math.imul(hash ^ word, PRIME);
  return (hash >>> 0).toString(16);
}

// V8's words for traps. Where it has one for two kinds, hosts are compared by the first of them.
const TRAPS = [
  ["unreachable", "UNREACHABLE"],
  ["memory access out of bounds", "MEMORY_OUT_OF_BOUNDS"],
  ["data segment", "MEMORY_OUT_OF_BOUNDS"],
  ["table index is out of bounds", "TABLE_OUT_OF_BOUNDS"],
  ["table initializer", "TABLE_OUT_OF_BOUNDS"],
  ["table access out of bounds", "TABLE_OUT_OF_BOUNDS"],
  ["element segment out of bounds", "TABLE_OUT_OF_BOUNDS"],
  ["null function or function signature mismatch", "INDIRECT_CALL_TYPE_MISMATCH"],
  ["divide by zero", "INTEGER_DIVIDE_BY_ZERO"],
  ["remainder by zero", "INTEGER_DIVIDE_BY_ZERO"],
  ["divide result unrepresentable", "INTEGER_OVERFLOW"],
  ["float unrepresentable in integer range", "INTEGER_OVERFLOW"],
];

function ending(error) {
  if (error instanceof LimitReached) return " exceeded " + error.message;
  if (error instanceof WebAssembly.RuntimeError) {
    const known = TRAPS.find(([words]) => error.message.includes(words));
    return " trap " + (known ? known[1] : "unknown to the host: " + error.message);
  }
  return " failed: " + error;
}

class Subject {
  told = new Told();
  granted = 0n;

  constructor(bytes, plan) {
    this.lines = plan.slice(1);
    this.limit = BigInt(plan[0].substring("limit ".length));
    this.module = new WebAssembly.Module(bytes);
  }

  start() {
    const tell = (type) => (value) => this.told.tell(type, value);
    this.instance = new WebAssembly.Instance(this.module, {
      "fuzzing-support": { "log-i32": tell("i32"), "log-i64": tell("i64"), "log-f32": tell("f32"), "log-f64": tell("f64") },
      manyhands: {
        slice: (remaining) => this.nextSlice(remaining),
        stack_exhausted: () => { throw new LimitReached("STACK"); },
      },
    });
  }

  nextSlice(remaining) {
    const used = this.granted - remaining;
    if (used > this.limit) throw new LimitReached("FUEL");
    const left = this.limit - used;
    const grant = SLICE < left ? SLICE : left;
    this.granted = used + grant;
    return grant;
  }

  fuel() {
    return product ? this.granted - this.instance.exports.manyhands_fuel.value : 0n;
  }

  follow() {
    const seen = [];
    try {
      this.start();
    } catch (error) {
      return ["start" + ending(error)];
    }
    for (const line of this.lines) {
      const [step, name, parameters, results] = line.split(" ");
      if (step === "call") {
        const end = this.call(name, parameters === "-" ? [] : parameters.split(","), results === "-" ? [] : results.split(","), seen);
        if (end.startsWith(" exceeded") || end.startsWith(" failed")) return seen;
      } else {
        const memory = this.instance.exports.memory;
        seen.push(`memory ${memory.buffer.byteLength / 65_536} ${memoryHash(memory)}`);
      }
    }
    return seen;
  }

  call(name, parameters, types, seen) {
    const before = this.fuel();
    let text = [name, ...parameters].join(" ");
    let end = "";
    try {
      const result = this.instance.exports[name](...parameters.map(number));
      const results = types.length === 0 ? [] : types.length === 1 ? [result] : [...result];
      text += " ->" + results.map((value, i) => " " + words(types[i], value)).join("");
    } catch (error) {
      end = ending(error);
    }
    text += end + this.told.take();
    if (product) text += " fuel " + (this.fuel() - before);
    seen.push(text);
    return end;
  }
}

const text = [];
const names = readdirSync(batch).filter((file) => file.endsWith(".plan")).map((file) => file.slice(0, -".plan".length)).sort();
for (const name of names) {
  const plan = readFileSync(join(batch, name + ".plan"), "utf8").trimEnd().split("\n");
  text.push("= " + name);
  try {
    text.push(...new Subject(readFileSync(join(batch, name + (product ? ".product.wasm" : ".wasm"))), plan).follow());
  } catch (error) {
    text.push("failed before it began: " + error);
  }
}
writeFileSync(output, text.join("\n") + "\n");
