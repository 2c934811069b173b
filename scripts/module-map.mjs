import { globSync, readFileSync, existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { basename, dirname, join, normalize } from 'node:path';
import levels from './levels.cjs';

// Draws docs/module-map.md from the imports and the events of the modules; with --check it only tells whether it is still true.
const root = join(import.meta.dirname, '..');
const target = join(root, 'docs', 'module-map.md');

const modules = levels.flat().filter((name) => existsSync(join(root, 'src/modules', name, 'index.ts')));
const facts = new Map(modules.map((name) => [name, read(name)]));
const publishers = new Map([...facts].flatMap(([name, { events }]) => events.map((event) => [event, name])));
// Nothing else can be done with another module's event.
for (const module of facts.values()) module.hears = module.imported.filter((name) => publishers.has(name));

const text = draw();
if (process.argv.includes('--check')) {
  if (existsSync(target) && readFileSync(target, 'utf8') === text) process.exit(0);
  console.error('docs/module-map.md is not what the code says. Run "npm run module-map" and commit it.');
  process.exit(1);
}
await writeFile(target, text);

function read(name) {
  const folder = `src/modules/${name}`;
  const files = globSync(`${folder}/**/*.ts`, { cwd: root }).filter((file) => !file.endsWith('.spec.ts'));
  const calls = new Set();
  const imported = new Set();
  const events = new Set();
  for (const file of files) {
    const source = readFileSync(join(root, file), 'utf8');
    for (const [, names, path] of source.matchAll(/import (?:type )?\{([^}]*)\} from '(\.{1,2}\/[^']+)\/index\.js'/g)) {
      const other = basename(path);
      if (normalize(join(dirname(file), path)) !== join('src', 'modules', other) || other === name) continue;
      calls.add(other);
      for (const part of names.split(',')) imported.add(part.replace(/^\s*type /, '').trim());
    }
    if (file.endsWith('.events.ts')) for (const [, event] of source.matchAll(/class (\w+) extends domainEvent/g)) events.add(event);
  }
  return { calls: sorted(calls), imported: sorted(imported), events: sorted(events), purpose: purposeOf(folder) };
}

function purposeOf(folder) {
  const path = join(root, folder, 'README.md');
  if (!existsSync(path)) return '';
  return (readFileSync(path, 'utf8').split(/\n\s*\n/)[1] ?? '').trim();
}

function sorted(names) {
  return [...names].sort();
}

function draw() {
  const built = levels.map((level) => level.filter((name) => modules.includes(name))).filter((level) => level.length > 0);
  return `# Module map

Drawn from the code by \`npm run module-map\`; a difference fails the tests. Calls go down, events go up.

\`\`\`mermaid
flowchart TB
${built.map((level, index) => `  subgraph level${built.length - index}[ ]\n    direction LR\n${level.map((name) => `    ${name}`).join('\n')}\n  end`).join('\n')}
${arrows().join('\n')}
\`\`\`

Solid: calls. Dotted: hears the events of.

${built.flat().map(section).join('\n')}`;
}

function arrows() {
  return [...facts].flatMap(([name, { calls, hears }]) => {
    const heard = new Set(hears.map((event) => publishers.get(event)));
    return [...calls.map((other) => `  ${name} --> ${other}`), ...sorted(heard).map((publisher) => `  ${publisher} -.-> ${name}`)];
  });
}

function section(name) {
  const { purpose, calls, events, hears } = facts.get(name);
  const heard = hears.map((event) => `${event} (${publishers.get(event)})`);
  return `## ${name}

${purpose ? `${purpose}\n\n` : ''}- calls: ${calls.join(', ') || 'nobody'}
- publishes: ${events.join(', ') || 'nothing'}
- hears: ${heard.join(', ') || 'nothing'}
`;
}
