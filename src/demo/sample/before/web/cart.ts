/** The cart of the shop's page: what is in it, and what the visitor sees of it. */

export interface Item {
  id: string;
  price: number;
  count: number;
}

export function total(items: Item[]): number {
  return items.reduce((sum, item) => sum + item.price * item.count, 0);
}

export async function save(items: Item[]): Promise<void> {
  await fetch("/cart", { method: "POST", body: JSON.stringify(items) });
}
