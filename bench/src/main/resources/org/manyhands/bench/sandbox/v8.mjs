// Runs a kernel on V8 each time a line comes on standard input, and ends with the input.
//
// Usage: node v8.mjs MODULE [ARGUMENT...]
//
// Begins with `ready MILLISECONDS`, the life of this process so far. Answers each line with `run WALL CPU FUEL OUTPUT`:
// nanoseconds of wall-clock time and of the processor (all threads of this process), the fuel that an instrumented
// module used, 0 for any other, and what the program wrote. Host calls cost what they cost in the sandbox.

import { readFileSync, readSync, writeSync } from 'node:fs';

const CALL = 100n;
const BYTES_PER_UNIT = 8;
const VECTOR_BYTES = 8;
const SLICE = 5_000_000n;
const SUCCESS = 0;
const BADF = 8;

class Exit {
  constructor(code) {
    this.code = code;
  }
}

const module = new WebAssembly.Module(readFileSync(process.argv[2]));
const programArguments = ['app', ...process.argv.slice(3)].map((text) => Buffer.from(text + '\0'));

function run() {
  let granted = 0n;
  let written = '';
  let instance;
  const fuel = () => instance.exports.manyhands_fuel;
  const charge = (units) => {
    if (fuel()) {
      fuel().value -= units;
    }
  };
  const chargeBytes = (count) => charge(BigInt(Math.floor(count / BYTES_PER_UNIT)));
  const bytes = () => Buffer.from(instance.exports.memory.buffer);
  const calls = {
    args_sizes_get(count, size) {
      bytes().writeUInt32LE(programArguments.length, count);
      bytes().writeUInt32LE(Buffer.concat(programArguments).length, size);
      return SUCCESS;
    },
    args_get(pointers, texts) {
      for (const text of programArguments) {
        chargeBytes(text.length);
        bytes().writeUInt32LE(texts, pointers);
        text.copy(bytes(), texts);
        pointers += 4;
        texts += text.length;
      }
      return SUCCESS;
    },
    fd_write(descriptor, vectors, count, result) {
      if (descriptor !== 1) {
        return BADF;
      }
      let total = 0;
      for (let i = 0; i < count; i++) {
        const from = bytes().readUInt32LE(vectors + VECTOR_BYTES * i);
        const length = bytes().readUInt32LE(vectors + VECTOR_BYTES * i + 4);
        written += bytes().toString('utf8', from, from + length);
        total += length;
      }
      chargeBytes(total + VECTOR_BYTES * count);
      bytes().writeUInt32LE(total, result);
      return SUCCESS;
    },
    clock_time_get(clock, precision, result) {
      bytes().writeBigUInt64LE(process.hrtime.bigint(), result);
      return SUCCESS;
    },
    proc_exit(code) {
      throw new Exit(code);
    },
  };
  const wasi = {};
  for (const [name, call] of Object.entries(calls)) {
    wasi[name] = (...values) => {
      charge(CALL);
      return call(...values);
    };
  }
  const manyhands = {
    slice(remaining) {
      granted += SLICE - remaining;
      return SLICE;
    },
    stack_exhausted() {
      throw new Error('the call depth has reached its limit');
    },
  };
  instance = new WebAssembly.Instance(module, { wasi_snapshot_preview1: wasi, manyhands });
  try {
    instance.exports._start();
  } catch (end) {
    if (!(end instanceof Exit && end.code === 0)) {
      throw end instanceof Exit ? new Error(`exit code ${end.code}`) : end;
    }
  }
  return { fuel: fuel() ? granted - fuel().value : 0n, written };
}

function measure() {
  const wall = process.hrtime.bigint();
  const cpu = process.cpuUsage();
  const { fuel, written } = run();
  const { user, system } = process.cpuUsage(cpu);
  return `run ${process.hrtime.bigint() - wall} ${(user + system) * 1000} ${fuel} ${written.trimEnd()}`;
}

function* lines() {
  const letter = Buffer.alloc(1);
  while (readSync(0, letter) === 1) {
    if (letter.toString() === '\n') {
      yield;
    }
  }
}

writeSync(1, `ready ${Math.round(process.uptime() * 1000)}\n`);
for (const _ of lines()) {
  try {
    writeSync(1, `${measure()}\n`);
  } catch (problem) {
    writeSync(1, `failed ${problem.message}\n`);
  }
}
