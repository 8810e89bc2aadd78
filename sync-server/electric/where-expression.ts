/** A condition on one row. Parameters are already their values. */
export type Expression =
  | { readonly kind: 'column'; readonly name: string; readonly position: number }
  | { readonly kind: 'constant'; readonly form: 'text' | 'number' | 'boolean' | 'null'; readonly value: string }
  | { readonly kind: 'and' | 'or'; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'not'; readonly operand: Expression }
  | { readonly kind: 'operator'; readonly operator: string; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'sign'; readonly operator: string; readonly operand: Expression }
  | { readonly kind: 'is'; readonly operand: Expression; readonly test: IsTest; readonly negated: boolean }
  | { readonly kind: 'distinct'; readonly left: Expression; readonly right: Expression; readonly negated: boolean }
  | {
      readonly kind: 'in';
      readonly operand: Expression;
      readonly items: readonly Expression[];
      readonly negated: boolean;
    }
  | {
      readonly kind: 'some';
      readonly operator: string;
      readonly left: Expression;
      readonly array: Expression;
      readonly every: boolean;
    }
  | { readonly kind: 'call'; readonly name: string; readonly arguments: readonly Expression[] }
  | { readonly kind: 'cast'; readonly operand: Expression; readonly type: string }
  | { readonly kind: 'array'; readonly items: readonly Expression[] };

export type IsTest = 'NULL' | 'TRUE' | 'FALSE' | 'UNKNOWN';

/** The names of the columns that an expression reads, each with the place of its first use. */
export function columnsOf(expression: Expression): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  const visit = (node: Expression): void => {
    if (node.kind === 'column') {
      if (!found.has(node.name)) found.set(node.name, node.position);
    } else {
      childrenOf(node).forEach(visit);
    }
  };
  visit(expression);
  return found;
}

function childrenOf(node: Expression): readonly Expression[] {
  switch (node.kind) {
    case 'column':
    case 'constant':
      return [];
    case 'and':
    case 'or':
    case 'operator':
    case 'distinct':
      return [node.left, node.right];
    case 'not':
    case 'sign':
    case 'is':
    case 'cast':
      return [node.operand];
    case 'in':
      return [node.operand, ...node.items];
    case 'some':
      return [node.left, node.array];
    case 'call':
      return node.arguments;
    case 'array':
      return node.items;
  }
}
