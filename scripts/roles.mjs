import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

// Draws docs/roles.md from the API document, which the decorators of the code have made; with --check it only tells whether it is still true.
const root = join(import.meta.dirname, '..');
const target = join(root, 'docs', 'roles.md');
const { paths, tags } = JSON.parse(readFileSync(join(root, 'openapi', 'openapi.json'), 'utf8'));

const operations = Object.values(paths).flatMap((methods) => Object.values(methods));
const ROLES = ['permit-technician', 'plan-reviewer', 'inspector', 'cashier', 'code-officer', 'administrator'];
const OTHERS = { anyone: 'everyone', 'signed-in': 'whoever it concerns', staff: '' };

const text = `# Who may do what

Drawn by \`npm run roles\` from the API document, which is made of the code; do not edit. A dot: staff with this role may do it. Whom of the
public an operation is for, its own description says; what concerns a record is for its owners and, where it says so, for whoever follows it.
${tags.map(section).join('')}`;

if (process.argv.includes('--check')) {
  if (readFileSync(target, 'utf8') === text) process.exit(0);
  console.error('docs/roles.md is not what the code says. Run "npm run roles" and commit it.');
  process.exit(1);
}
await writeFile(target, text);

function section({ name }) {
  const own = operations.filter((operation) => operation.tags?.[0] === name);
  if (own.length === 0) return '';
  return `
## ${name}

| operation | besides staff | ${ROLES.join(' | ')} |
| --- | --- | ${ROLES.map(() => ':-:').join(' | ')} |
${own.map(line).join('\n')}
`;
}

function line({ operationId, 'x-access': access, 'x-roles': roles = [] }) {
  // Without roles every member of the staff may.
  const may = (role) => (roles.length === 0 || roles.includes(role) ? '•' : '');
  return `| \`${operationId}\` | ${OTHERS[access]} | ${ROLES.map(may).join(' | ')} |`;
}
