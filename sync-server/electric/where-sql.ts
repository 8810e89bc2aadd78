import { quoteIdentifier, quoteLiteral } from './sql-text.ts';
import type { Expression } from './where-expression.ts';

/** A condition as SQL: every part in brackets, every name and constant quoted. */
export function printWhere(node: Expression): string {
  switch (node.kind) {
    case 'column':
      return quoteIdentifier(node.name);
    case 'constant':
      return node.form === 'text' ? quoteLiteral(node.value) : node.form === 'null' ? 'NULL' : node.value;
    case 'and':
    case 'or':
      return `(${printWhere(node.left)} ${node.kind.toUpperCase()} ${printWhere(node.right)})`;
    case 'not':
      return `(NOT ${printWhere(node.operand)})`;
    case 'operator':
      return `(${printWhere(node.left)} ${node.operator} ${printWhere(node.right)})`;
    case 'sign':
      // The space keeps `- -1` from becoming a comment.
      return `(${node.operator} ${printWhere(node.operand)})`;
    case 'is':
      return `(${printWhere(node.operand)} IS ${node.negated ? 'NOT ' : ''}${node.test})`;
    case 'distinct':
      return `(${printWhere(node.left)} IS ${node.negated ? 'NOT ' : ''}DISTINCT FROM ${printWhere(node.right)})`;
    case 'in':
      return `(${printWhere(node.operand)} ${node.negated ? 'NOT ' : ''}IN (${node.items.map(printWhere).join(', ')}))`;
    case 'some':
      return `(${printWhere(node.left)} ${node.operator} ${node.every ? 'ALL' : 'ANY'} (${printWhere(node.array)}))`;
    case 'call':
      return `${node.name}(${node.arguments.map(printWhere).join(', ')})`;
    case 'cast':
      return `(${printWhere(node.operand)}::${node.type})`;
    case 'array':
      return `ARRAY[${node.items.map(printWhere).join(', ')}]`;
  }
}
