import { TypesVariants, type Car, type Pet, type Shape, type ShapeInput, type Vehicle } from "@specmend/types-variants";
import type { Use } from "../wire.js";

const aboutPet = (pet: Pet): string => {
  switch (pet.species) {
    case "cat":
    case "kitten":
      return `${pet.name} has ${pet.lives?.toFixed()} lives`;
    case "dog":
    case "puppy":
      return `${pet.name} knows ${pet.tricks?.toFixed()} tricks`;
    case "bird":
      switch (pet.order) {
        case "owl":
          return `${pet.name} is ${pet.wisdom?.toFixed()} wise`;
        case "Duck":
          return `${pet.name} dives ${pet.depth?.toFixed()} deep`;
        default:
          return `${pet.name} is a bird called ${pet.order}`;
      }
    default:
      // Tomorrow's variant has what all have today.
      return `${pet.species.toUpperCase()} is new: ${String(pet["wings"])}`;
  }
};

const aboutVehicle = (vehicle: Vehicle): string => {
  if (vehicle.type === "car") return `${vehicle.id} has ${vehicle.doors?.toFixed()} doors`;
  if (vehicle.type === "Bike") return `${vehicle.id} has ${vehicle.gears.toFixed()} gears`;
  return `${vehicle.id} is a ${vehicle.type}`;
};

const area = (shape: Shape): number => {
  if (shape.kind === "circle") return shape.radius;
  // @ts-expect-error there may be other shapes than squares tomorrow
  if (shape.kind !== "square") return shape.side;
  return shape.side ** 2;
};

const use: Use = async ({ fetch, log, outcome }) => {
  const circle: ShapeInput = { kind: "circle", radius: 2 };
  // @ts-expect-error a square has a side
  const square: ShapeInput = { kind: "square", radius: 2 };
  // @ts-expect-error requests have the known variants
  const other: ShapeInput = { kind: "star", radius: 2 };
  const car: Car = { type: "car", id: "1", doors: 3 };
  const vehicle: Vehicle = car;
  log(square, other, aboutVehicle(vehicle), area({ kind: "square", side: 3 }));

  const client = new TypesVariants({
    fetch: fetch(
      { body: { species: "kitten", name: "Tom", lives: 9 } },
      { body: { species: "bird", order: "emu", name: "Rod" } },
      { body: { species: "fish", wings: 0 } },
      { body: circle },
      { body: { type: "boat", id: "2" } },
    ),
  });
  for (let index = 0; index < 3; index += 1) log(aboutPet(await client.pets.get()));
  await outcome(client.shapes.create({ body: circle }));
  log(aboutVehicle(await client.vehicles.get()));
};

export default use;
